/** An environment variable that the template sets; a fault at load when it does not. */
export function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`the environment variable ${name} is not set; the stack sets it`);
  return value;
}

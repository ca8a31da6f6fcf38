/** Goes to the first field of a form that is marked as wrong, once it has been drawn so. */
export const toFault = ({ currentTarget }: { currentTarget: EventTarget | null }): void => {
  const form = currentTarget;
  requestAnimationFrame(() => {
    if (form instanceof HTMLElement) form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
};

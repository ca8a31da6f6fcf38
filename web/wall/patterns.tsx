import type { ComponentChildren } from 'preact';

/** Grounds by light that are told apart without colour: red is crossed, yellow striped, green plain, nothing open dotted. */
export const Patterns = () => (
  <defs>
    <Pattern name="red">
      <path d="M0 0 8 8M8 0 0 8" />
    </Pattern>
    <Pattern name="yellow">
      <path d="M-2 2 2 -2M0 8 8 0M6 10 10 6" />
    </Pattern>
    <Pattern name="green" />
    <Pattern name="none">
      <circle cx="4" cy="4" r="0.7" />
    </Pattern>
  </defs>
);

const Pattern = ({ name, children }: { name: string; children?: ComponentChildren }) => (
  <pattern id={`ground-${name}`} class={`ground-${name}`} width="8" height="8" patternUnits="userSpaceOnUse">
    <rect width="8" height="8" />
    {children}
  </pattern>
);

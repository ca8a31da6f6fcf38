import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface Props {
  summary: string;
  /** Opens it; it stays open when it is mended. */
  isWrong: boolean;
  children: ComponentChildren;
}

/** An entry of a long list: a line that opens to its fields. */
export function Folded({ summary, isWrong, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="sheet" open={isOpen || isWrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

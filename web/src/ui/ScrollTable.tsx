import type { ReactNode } from 'react';

interface Props {
  label: string;
  /** Of the table: what one page alone needs. */
  look?: string;
  /** Of what scrolls: "tall" for a table that is the page, "whole" for a short one that only scrolls sideways. */
  frame?: string;
  children: ReactNode;
}

/** A table of figures that scrolls inside its panel, sideways too; reached by keyboard, and named. */
export function ScrollTable({ label, look, frame, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={frame ? `scroll ${frame}` : 'scroll'} tabIndex={0} aria-label={label}>
      <table className={look ? `figures ${look}` : 'figures'}>{children}</table>
    </section>
  );
}

import { useEffect, useState } from 'react';

/** When what was opened goes away, the focus is again where it was opened from: nobody has to begin at the top of the page. */
export function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // After the drawer is gone: until then it keeps the focus inside.
      requestAnimationFrame(() => {
        const nowhere = document.activeElement === null || document.activeElement === document.body;
        if (nowhere && opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    },
    [opener],
  );
}

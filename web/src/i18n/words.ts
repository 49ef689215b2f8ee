type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

/** The words of one capability: both languages have the same keys, or it does not compile. */
export function words<T extends object>(
  zh: T,
  en: Same<T> & { [K in Exclude<keyof Same<T>, keyof T>]: never },
): { zh: Same<T>; en: Same<T> } {
  return { zh: zh as unknown as Same<T>, en };
}

import type { TFunction } from 'i18next';

/** "2m", "eom +60d", "15d next 15" in words, step by step as they are counted from the event. */
export function offsetWords(offset: string, t: TFunction): string {
  const steps: string[] = [];
  const words = offset.split(' ');
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const [, count = '', unit] = /^\+?(\d+)([dm])$/.exec(word) ?? [];
    if (unit) steps.push(t(unit === 'd' ? 'contract.offset.days' : 'contract.offset.months', { count: Number(count) }));
    else if (word === 'eom') steps.push(t('contract.offset.monthEnd'));
    else if (word === 'day' || word === 'next') steps.push(t(`contract.offset.${word}`, { day: words[++at] }));
    else return offset;
  }
  return steps.join(t('contract.offset.joint'));
}

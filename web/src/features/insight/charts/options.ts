import type { Language } from '../../../app/settings';
import { formatCompact, formatMoney } from '../../../format/money';

export const grid = { left: 4, right: 8, top: 36, bottom: 4, containLabel: true };


export function moneyAxis(currency: string, language: Language) {
  return { axisLabel: { formatter: (minor: number) => formatCompact(minor, currency, language).replace(/\.00(?=\D|$)/, '') } };
}

/** The tooltip of an axis, with exact figures. Names of the book are escaped: the tooltip is HTML. */
export function moneyTip(currency: string, language: Language) {
  return {
    trigger: 'axis',
    axisPointer: { type: 'shadow' },
    valueFormatter: (value: unknown) => (typeof value === 'number' ? formatMoney(value, currency, language) : '–'),
  };
}

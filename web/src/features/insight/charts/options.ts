import type { Language } from '../../../app/settings';
import { formatCompact, formatMoney } from '../../../format/money';

/** Told apart without colour too: faint marks on the bars. */
export const aria = { enabled: true, decal: { show: true, decals: decals() } };

function decals() {
  const color = 'rgba(255, 255, 255, 0.28)';
  return [
    { symbol: 'none' },
    { color, dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 },
    {
      color,
      symbol: 'circle',
      dashArrayX: [
        [6, 6],
        [0, 6, 6, 0],
      ],
      dashArrayY: [6, 0],
      symbolSize: 0.7,
    },
    { color, dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: -Math.PI / 4 },
  ];
}

export const legend = { right: 4, top: 0 };

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

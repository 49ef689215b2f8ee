/** "0.0005" -> "0.05": a rate a day as the percentage people speak of; null when it is no rate. */
export function percentOfRate(rate: string): string | null {
  return shifted(rate, 2);
}

/** "0.05" -> "0.0005": what the server keeps, at most 10 decimals; null when it is no percentage. */
export function rateOfPercent(percent: string): string | null {
  const rate = shifted(percent.trim(), -2);
  return rate !== null && (rate.split('.')[1] ?? '').length <= 10 ? rate : null;
}

/** The decimal point moved by so many places, digit by digit: nothing is rounded. */
function shifted(text: string, places: number): string | null {
  const [, whole = '', part = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (!whole) return null;
  const digits = (places < 0 ? '0'.repeat(-places) : '') + whole + part + (places > 0 ? '0'.repeat(places) : '');
  const point = (places < 0 ? -places : 0) + whole.length + places;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const right = digits.slice(point).replace(/0+$/, '');
  return right ? `${left}.${right}` : left;
}

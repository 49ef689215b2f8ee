/** "33.3333" -> 333333 ten-thousandths of a percent; null when it is no percentage with at most 4 decimals. */
export function parsePercent(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(text.trim());
  if (!match) return null;
  const value = Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0'));
  return value > 0 && value <= 1_000_000 ? value : null;
}

export function formatPercent(tenThousandths: number): string {
  const whole = Math.floor(tenThousandths / 10_000);
  const rest = String(tenThousandths % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return rest ? `${whole}.${rest}` : String(whole);
}

interface Part {
  kind?: 'percent' | 'fixed' | 'remainder' | undefined;
  percent?: string | undefined;
}

type Verdict = { verdict: 'whole' | 'missing' | 'over' | 'oneRemainder'; sum: string };

/** Parts make the whole when they sum to 100 % or one of them takes the remainder. */
export function judgeParts(parts: Part[]): Verdict {
  const hundredths = parts.reduce((sum, { kind, percent }) => (kind === 'percent' ? sum + (parsePercent(percent ?? '') ?? 0) : sum), 0);
  const sum = formatPercent(hundredths);
  const remainders = parts.filter(({ kind }) => kind === 'remainder').length;
  if (remainders > 1) return { verdict: 'oneRemainder', sum };
  if (hundredths > 1_000_000) return { verdict: 'over', sum };
  const onlyPercent = parts.every(({ kind }) => kind === 'percent');
  return { verdict: onlyPercent && hundredths < 1_000_000 ? 'missing' : 'whole', sum };
}

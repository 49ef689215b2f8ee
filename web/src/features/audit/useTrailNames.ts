import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings';
import { formatDay } from '../../format/day';
import { formatMoney } from '../../format/money';
import type { receivableWords } from '../receivable/words';
import type { auditNameWords } from './nameWords';

type Words = (typeof auditNameWords)['zh'];
type Stage = keyof (typeof receivableWords)['zh']['stage'];

interface TrailNames {
  object: (kind: string) => string;
  /** "receipt.reverse" as 收款 · 冲销; what has no word keeps its code. */
  command: (command: string) => string;
  /** What was noted, a piece for each field, amounts and days as people write them. */
  detail: (detail: unknown) => string[];
}

export function useTrailNames(): TrailNames {
  const { t, i18n } = useTranslation();
  const { language } = useSettings();
  const object = (kind: string) => (i18n.exists(`trail.object.${kind}`) ? t(`trail.object.${kind as keyof Words['object']}`) : kind);
  const act = (code: string) => (i18n.exists(`trail.act.${code}`) ? t(`trail.act.${code as keyof Words['act']}`) : code);
  const noted = (key: string) => (i18n.exists(`trail.noted.${key}`) ? t(`trail.noted.${key as keyof Words['noted']}`) : key);
  const stage = (code: string) => (i18n.exists(`receivable.stage.${code}`) ? t(`receivable.stage.${code as Stage}`) : code);
  const plain = (value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'trail.truth.yes' : 'trail.truth.no');
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value, language);
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  };
  return {
    object,
    command: (command) => {
      const [kind = '', code] = command.replaceAll('-', '_').split('.');
      return code === undefined ? object(kind) : `${object(kind)} · ${act(code)}`;
    },
    detail: (detail) => {
      if (detail === null || detail === undefined) return [];
      if (typeof detail !== 'object') return [String(detail)];
      const fields = detail as Record<string, unknown>;
      const currency = typeof fields.currency === 'string' ? fields.currency : undefined;
      const told = Object.entries(fields).filter(
        ([key]) => key !== 'currency' || !Object.keys(fields).some((one) => one.endsWith('_minor')),
      );
      return told.map(([key, value]) =>
        key.endsWith('_minor') && currency && typeof value === 'number'
          ? `${noted(key.slice(0, -'_minor'.length))} ${formatMoney(value, currency, language)}`
          : `${noted(key)} ${key.endsWith('_stage') ? stage(String(value)) : plain(value)}`,
      );
    },
  };
}

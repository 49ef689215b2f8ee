import { Tooltip } from 'antd';
import { useSettings } from '../app/settings';
import { formatCompact, formatMoney } from '../format/money';

interface Props {
  minor: number | null | undefined;
  currency: string | undefined;
  /** 万/亿 or K/M/B, with the exact figure in a tooltip. */
  compact?: boolean;
  strong?: boolean;
}

export function Money({ minor, currency, compact = false, strong = false }: Props) {
  const { language } = useSettings();
  if (minor === null || minor === undefined || !currency) return <span className="muted">–</span>;
  const exact = formatMoney(minor, currency, language);
  const className = `num${strong ? ' strong' : ''}${minor < 0 ? ' negative' : ''}`;
  const short = compact ? formatCompact(minor, currency, language) : exact;
  if (short === exact) return <span className={className}>{exact}</span>;
  return (
    <Tooltip title={exact}>
      <span className={className}>{short}</span>
    </Tooltip>
  );
}

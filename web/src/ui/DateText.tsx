import { useSettings } from '../app/settings';
import { formatDay } from '../format/day';

export function DateText({ day }: { day: string | null | undefined }) {
  const { language } = useSettings();
  if (!day) return <span className="muted">–</span>;
  return (
    <time className="num" dateTime={day}>
      {formatDay(day, language)}
    </time>
  );
}

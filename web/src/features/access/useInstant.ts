import { useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatInstant } from '../../format/day';

/** An instant in the company's time zone; a dash for none. */
export function useInstant(): (at: string | null | undefined) => string {
  const { company } = useSession();
  const { language } = useSettings();
  return (at) => (at ? formatInstant(at, language, company.time_zone) : '–');
}

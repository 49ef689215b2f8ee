import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { formatInstant } from '../../format/day';
import type { Attachment, Note } from './queries';

/** Who wrote it, when, and that it was voided; the author may void it. */
export function Written({ row, what, onVoid }: { row: Note | Attachment; what: string; onVoid?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const { company } = useSession();
  return (
    <div className="record-foot">
      <span className="sub">
        {[what, row.author ?? t('document.imported'), formatInstant(row.at, language, company.time_zone)].join(' · ')}
      </span>
      {row.voided_at ? (
        <span className="chip">{[t('document.voided'), row.void_reason].filter(Boolean).join(' · ')}</span>
      ) : (
        row.mine &&
        onVoid && (
          <Button size="small" type="text" onClick={onVoid}>
            {t('document.void')}
          </Button>
        )
      )}
    </div>
  );
}

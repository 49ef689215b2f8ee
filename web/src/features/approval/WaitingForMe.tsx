import { useQuery } from '@tanstack/react-query';
import { Badge } from 'antd';
import { useTranslation } from 'react-i18next';
import { approvalCount } from './queries';

/** How many requests wait for this person, beside the menu's entry. */
export function WaitingForMe() {
  const { t } = useTranslation();
  const { data } = useQuery(approvalCount);
  if (!data?.inbox) return null;
  return <Badge className="menu-badge" count={data.inbox} size="small" title={t('approval.waitsForMe', { count: data.inbox })} />;
}

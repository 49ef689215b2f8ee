import { useTranslation } from 'react-i18next';

/** not_due -> 未到期; 8-15 -> 逾期 8–15 天; 31+ -> 逾期 31 天以上. */
export function useBucketName(): (code: string) => string {
  const { t } = useTranslation();
  return (code) => {
    if (code === 'not_due') return t('receivable.bucket.notDue');
    const last = /^(\d+)\+$/.exec(code);
    if (last) return t('receivable.bucket.over', { from: last[1] });
    const span = /^(\d+)-(\d+)$/.exec(code);
    return span ? t('receivable.bucket.span', { from: span[1], to: span[2] }) : code;
  };
}

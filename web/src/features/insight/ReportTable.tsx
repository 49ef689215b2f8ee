import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSettings } from '../../app/settings';
import { formatMoney } from '../../format/money';
import { ScrollTable } from '../../ui/ScrollTable';
import { useBucketName } from '../../ui/useBucketName';
import { figureNames, formatFigure } from './figures';
import { type Report, type ReportGroup, type ReportQuery, type RowsQuery, rowsAddress } from './queries';

const atFirst = 200;

/** Groups down, buckets and figures across; amounts lead to their rows. */
export function ReportTable({ report, query }: { report: Report; query: ReportQuery }) {
  const { t, i18n } = useTranslation();
  const { language } = useSettings();
  const bucketName = useBucketName();
  const [all, setAll] = useState(false);
  const groups = all ? report.groups : report.groups.slice(0, atFirst);
  const codes = [...new Set(report.groups.flatMap(({ buckets }) => buckets?.map(({ code }) => code) ?? []))];
  const figures = figureNames(report.groups);
  const figureName = (name: string) => {
    const key = `insight.figure.${name}`;
    return i18n.exists(key) ? t(key as 'insight.figure.count') : name.replace(/_(minor|bp|x100)$/, '').replaceAll('_', ' ');
  };
  const labelOf = ({ key, name, date }: ReportGroup) => {
    const warning = `insight.warning.${key}`;
    const stage = `receivable.stage.${key}`;
    const said = i18n.exists(warning)
      ? t(warning as 'insight.warning.t-7')
      : report.report === 'stages' && i18n.exists(stage)
        ? t(stage as 'receivable.stage.none')
        : key === 'all'
          ? t('insight.all')
          : (name ?? (key || t('insight.noKey')));
    return date ? `${date} ${said}` : said;
  };
  const to = (group: ReportGroup, bucket?: string) => {
    const rows: RowsQuery = {
      ...(query as RowsQuery),
      ...(group.currency ? { currency: group.currency } : {}),
      ...(group.key !== 'all' ? { key: group.key } : {}),
      ...(bucket ? { bucket } : {}),
    };
    return rowsAddress(report.report, rows);
  };
  return (
    <>
      <ScrollTable label={t(`insight.report.${report.report}`)} frame="tall">
        <thead>
          <tr>
            <th scope="col">{t('insight.key')}</th>
            {codes.map((code) => (
              <th key={code} scope="col">
                {bucketName(code)}
              </th>
            ))}
            {figures.map((name) => (
              <th key={name} scope="col">
                {figureName(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={`${group.key} ${group.currency} ${group.date}`}>
              <th scope="row">{labelOf(group)}</th>
              {codes.map((code) => {
                const bucket = group.buckets?.find((one) => one.code === code);
                return (
                  <td key={code} className="num">
                    {bucket?.count && group.currency ? (
                      <Link to={to(group, code)}>{formatMoney(bucket.amount_minor, group.currency, language)}</Link>
                    ) : (
                      '–'
                    )}
                  </td>
                );
              })}
              {figures.map((name) => {
                const text = formatFigure(name, (group as Record<string, unknown>)[name], group.currency, language);
                return (
                  <td key={name} className="num">
                    {name === 'amount_minor' || name === 'count' ? <Link to={to(group)}>{text}</Link> : text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {groups.length < report.groups.length && (
        <div className="row" style={{ marginTop: 12 }}>
          <span className="muted">{t('insight.sortedShown', { count: groups.length, total: report.groups.length })}</span>
          <Button size="small" onClick={() => setAll(true)}>
            {t('insight.showAll')}
          </Button>
        </div>
      )}
    </>
  );
}

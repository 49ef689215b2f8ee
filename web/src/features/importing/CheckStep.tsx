import { DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings';
import { formatCount } from '../../format/money';
import { EmptyHint } from '../../ui/EmptyHint';
import { ErrorBox } from '../../ui/ErrorBox';
import { ScrollTable } from '../../ui/ScrollTable';
import { useCommand } from '../../ui/useCommand';
import { commit, type Import } from './queries';

interface Props {
  run: Import;
  onRemap: () => void;
}

/** What the check found; nothing is posted before "post" is pressed. */
export function CheckStep({ run, onRemap }: Props) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const send = useCommand((_: undefined, key) => commit(run.id, key), { said: t('importing.check.importing') });
  const counts = run.counts ?? { new: 0, unchanged: 0, failed: 0 };
  const errors = (run.errors ?? []).toSorted((one, other) => one.row - other.row);
  const total = run.error_count ?? errors.length;
  if (run.state === 'checking' || run.state === 'importing') return <Working run={run} />;
  return (
    <section className="panel stack">
      {run.state === 'failed' && <Alert type="error" showIcon title={t('importing.failedTitle')} />}
      <dl className="facts big">
        <div>
          <dt>{t('importing.check.new')}</dt>
          <dd className="good">{formatCount(counts.new, language)}</dd>
        </div>
        <div>
          <dt>{t('importing.check.unchanged')}</dt>
          <dd>{formatCount(counts.unchanged, language)}</dd>
        </div>
        <div>
          <dt>{t('importing.check.failed')}</dt>
          <dd className={counts.failed > 0 ? 'bad' : ''}>{formatCount(counts.failed, language)}</dd>
        </div>
      </dl>
      {errors.length === 0 ? (
        run.state !== 'failed' && <EmptyHint title={t('importing.check.clean')} />
      ) : (
        <>
          <div className="row">
            <h2 style={{ fontSize: 15 }}>{t('importing.check.errors')}</h2>
            <span className="grow" />
            <Button icon={<DownloadOutlined />} href={`/api/v1/imports/${run.id}/failed-rows?format=csv`}>
              {t('importing.check.download')}
            </Button>
          </div>
          <ErrorRows errors={errors} />
          {total > errors.length && <p className="muted">{t('importing.check.more', { count: errors.length, total })}</p>}
        </>
      )}
      {send.error && <ErrorBox error={send.error} />}
      <div className="row">
        <Button onClick={onRemap}>{t('importing.check.remap')}</Button>
        <span className="grow" />
        {counts.failed > 0 && <span className="muted">{t('importing.check.commitNote', { count: counts.failed })}</span>}
        <Button
          type="primary"
          size="large"
          disabled={counts.new === 0 || counts.failed > 0 || run.state === 'failed'}
          loading={send.isPending}
          onClick={() => send.mutate(undefined)}
        >
          {counts.new > 0 ? t('importing.check.commit', { count: counts.new }) : t('importing.check.nothing')}
        </Button>
      </div>
    </section>
  );
}

function Working({ run }: { run: Import }) {
  const { t } = useTranslation();
  const { done = 0, total = 0 } = run.progress ?? {};
  const said = t(run.state === 'checking' ? 'importing.check.running' : 'importing.check.importing');
  return (
    <section className="panel stack" aria-live="polite">
      <b>{said}</b>
      <Progress percent={total > 0 ? Math.floor((done * 100) / total) : 0} aria-label={said} />
      <span className="muted num">{t('importing.check.progress', { done, total })}</span>
    </section>
  );
}

function ErrorRows({ errors }: { errors: NonNullable<Import['errors']> }) {
  const { t } = useTranslation();
  return (
    <ScrollTable label={t('importing.check.errors')} look="import-errors">
      <thead>
        <tr>
          <th scope="col">{t('importing.check.row')}</th>
          <th scope="col">{t('importing.check.column')}</th>
          <th scope="col">{t('importing.check.value')}</th>
          <th scope="col">{t('importing.check.problem')}</th>
        </tr>
      </thead>
      <tbody>
        {errors.map(({ row, column, value, detail, code }) => (
          <tr key={`${row}-${column}-${code}`}>
            <th scope="row" className="num">
              {row}
            </th>
            <td>{column ?? '–'}</td>
            <td className="bad">{value ?? '–'}</td>
            <td>{detail}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

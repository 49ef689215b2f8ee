import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemError, statusOf } from '../api/problem';
import { Refusal } from './Refusal';

interface Props {
  error: unknown;
  onRetry?: () => void;
  page?: boolean;
}

/** Why something is not there, and what to do: the server's own words where it has some. */
export function ErrorBox({ error, onRetry, page = false }: Props) {
  const { t } = useTranslation();
  const status = statusOf(error);
  if (page && status === 404) return <Refusal kind="noSuch" />;
  if (page && status === 403) return <Refusal kind="forbidden" />;
  const problem = error instanceof ProblemError ? error.problem : undefined;
  const [title, hint] =
    problem?.code === 'web.offline'
      ? [t('app.error.offline'), t('app.error.offlineHint')]
      : problem?.detail
        ? [problem.detail, t('app.error.code', { code: problem.code })]
        : [t('app.error.unexpected'), `${t('app.error.unexpectedHint')} ${t('app.error.code', { code: problem?.code ?? String(error) })}`];
  return (
    <div className={page ? 'page' : undefined}>
      <Alert
        type="error"
        showIcon
        role="alert"
        title={title}
        description={hint}
        action={onRetry && <Button onClick={onRetry}>{t('app.error.retry')}</Button>}
      />
    </div>
  );
}

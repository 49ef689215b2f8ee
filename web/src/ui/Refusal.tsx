import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyHint } from './EmptyHint';

/** A page that cannot be: wrong address, wrong id, no permission. */
export function Refusal({ kind }: { kind: 'notFound' | 'noSuch' | 'forbidden' }) {
  const { t } = useTranslation();
  return (
    <EmptyHint
      page
      code={kind === 'forbidden' ? '403' : '404'}
      title={t(`app.error.${kind}`)}
      hint={t(`app.error.${kind}Hint`)}
      action={
        <Link to="/">
          <Button type="primary" tabIndex={-1}>
            {t('app.error.home')}
          </Button>
        </Link>
      }
    />
  );
}

import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** A link, not a command: the browser itself goes to the identity provider and comes back signed in. */
export function SingleSignOn({ label, next, primary }: { label: string; next: string; primary: boolean }) {
  const { t } = useTranslation();
  return (
    <Button
      block
      size="large"
      type={primary ? 'primary' : 'default'}
      href={`/api/v1/session/oidc?next=${encodeURIComponent(next)}`}
      style={{ marginTop: primary ? 0 : 16 }}
    >
      {t('org.login.singleSignOn', { name: label })}
    </Button>
  );
}

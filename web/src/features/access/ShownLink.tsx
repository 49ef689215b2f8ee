import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import type { Account, PasswordLink } from './queries';
import { Secret } from './Secret';
import { useInstant } from './useInstant';

/** The address is this browser's own: the server never makes one out of a Host header. */
export function ShownLink({ account, link, onClose }: { account: Account; link: PasswordLink; onClose: () => void }) {
  const { t } = useTranslation();
  const { company } = useSession();
  const instant = useInstant();
  return (
    <Secret
      title={t('access.users.link')}
      hint={t('access.users.linkHint', { name: account.display_name, until: instant(link.expires_at) })}
      text={`${window.location.origin}/welcome?company=${company.code}#${link.token}`}
      close={t('access.users.close')}
      onClose={onClose}
    />
  );
}

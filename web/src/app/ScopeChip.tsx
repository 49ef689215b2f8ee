import { Tag, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from './session';

/** Whose customers are in view: one's own, the team's, the region's or all of the company's. */
export function ScopeChip() {
  const { t } = useTranslation();
  const { kind, name } = useSession().user.scope;
  const narrow = kind !== 'company' && kind !== 'all';
  const scope = t(`app.scope.${kind}`);
  const what = t(`app.scope.what.${narrow && !name ? 'none' : kind}`);
  return (
    <Tooltip title={name ? `${t('app.scope.named', { scope, name })} — ${what}` : what}>
      <Tag
        className="scope"
        color={narrow ? 'processing' : undefined}
        tabIndex={0}
        aria-label={`${t('app.scope.label')}: ${scope}`}
        role="note"
      >
        {scope}
      </Tag>
    </Tooltip>
  );
}

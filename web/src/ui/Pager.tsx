import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PageState } from './usePage';

interface Props {
  page: PageState;
  next: string | undefined;
  count: number | undefined;
}

export function Pager({ page, next, count }: Props) {
  const { t } = useTranslation();
  if (page.first && !next) return null;
  const pages = count === undefined ? undefined : Math.max(1, Math.ceil(count / page.now.limit));
  return (
    <nav className="pager" aria-label={t('app.list.perPageLabel')}>
      <Select
        size="small"
        aria-label={t('app.list.perPageLabel')}
        value={page.now.limit}
        onChange={page.resize}
        options={page.sizes.map((size) => ({ value: size, label: t('app.list.perPage', { count: size }) }))}
      />
      <Button size="small" icon={<LeftOutlined />} disabled={page.first} onClick={page.back}>
        {t('app.list.prev')}
      </Button>
      <span className="num muted">
        {page.number}
        {pages ? ` / ${pages}` : ''}
      </span>
      <Button size="small" icon={<RightOutlined />} iconPlacement="end" disabled={!next} onClick={() => next && page.forward(next)}>
        {t('app.list.next')}
      </Button>
    </nav>
  );
}

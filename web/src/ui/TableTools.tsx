import { DownloadOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Dropdown, Popover, Switch, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Column } from './DataTable';
import { useDownload } from './useDownload';
import type { TableLook } from './useTableLook';

interface Props<Row> {
  look: TableLook;
  columns: Column<Row>[];
  exportAs: ((format: 'csv' | 'xlsx') => string) | undefined;
  phone: boolean;
}

export function TableTools<Row>({ look, columns, exportAs, phone }: Props<Row>) {
  const { t } = useTranslation();
  const { download, busy } = useDownload();
  const settings = (
    <div className="columns">
      <Checkbox.Group
        value={[...look.visible]}
        onChange={(chosen) => look.show(chosen)}
        options={columns.map(({ key, title, card }) => ({ value: key, label: title, disabled: card === 'title' }))}
      />
      {/* biome-ignore lint/a11y/noLabelWithoutControl: antd's switch is a button inside the label */}
      <label className="columns-dense">
        <Switch size="small" checked={look.compact} onChange={look.setCompact} /> {t('app.list.density')}
      </label>
      <Button size="small" onClick={() => look.show(undefined)}>
        {t('app.list.allColumns')}
      </Button>
    </div>
  );
  return (
    <div className="tabletools">
      {exportAs && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: (['xlsx', 'csv'] as const).map((format) => ({
              key: format,
              label: (
                <a
                  href={exportAs(format)}
                  download
                  onClick={(event) => {
                    event.preventDefault();
                    download(exportAs(format));
                  }}
                >
                  {format.toUpperCase()}
                </a>
              ),
            })),
          }}
        >
          <Button icon={<DownloadOutlined />} loading={busy} aria-label={t('app.list.export')}>
            {!phone && t('app.list.export')}
          </Button>
        </Dropdown>
      )}
      {!phone && (
        <Popover trigger="click" placement="bottomRight" content={settings}>
          <Tooltip title={t('app.list.columns')}>
            <Button icon={<SettingOutlined />} aria-label={t('app.list.columns')} />
          </Tooltip>
        </Popover>
      )}
    </div>
  );
}

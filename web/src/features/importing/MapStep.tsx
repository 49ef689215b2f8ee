import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session';
import { useSettings } from '../../app/settings';
import { ErrorBox } from '../../ui/ErrorBox';
import { ScrollTable } from '../../ui/ScrollTable';
import { attributeOf, isAttribute, type Mapping, missingFields, targetsOf, withTargets } from './mapping';
import { importKinds, keptMappings, type Upload } from './queries';
import { ReadOptions } from './ReadOptions';

interface Props {
  upload: Upload;
  onSend: (mapping: Mapping & { remember: boolean }) => void;
  sending: boolean;
  error: unknown;
}

export function MapStep({ upload, onSend, sending, error }: Props) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const { company } = useSession();
  const kinds = useQuery(importKinds);
  const kept = useQuery(keptMappings(upload.kind)).data ?? [];
  const [remember, setRemember] = useState(true);
  const [mapping, setMapping] = useState<Mapping>(
    () =>
      (upload.suggested_mapping as Mapping | null | undefined) ?? {
        kind: upload.kind,
        source: 'file',
        columns: {},
        constants: { currency: company.currency },
      },
  );
  const fields = kinds.data?.find(({ kind }) => kind === upload.kind)?.fields ?? [];
  const words = language === 'zh-CN' ? 'zh' : 'en';
  const missing = missingFields(mapping, fields);
  const options = fields.map(({ name, label, required }) => ({
    value: name,
    label: required ? `${label[words]} · ${t('importing.map.required')}` : label[words],
  }));
  return (
    <section className="panel stack">
      <div>
        <h2>{t('importing.map.title')}</h2>
        <p className="muted">{t('importing.map.hint', { rows: upload.row_count, encoding: upload.encoding ?? '' })}</p>
      </div>
      {upload.mapping_name && <Alert type="success" showIcon title={t('importing.map.remembered', { name: upload.mapping_name })} />}
      {kept.length > 0 && (
        <Select
          aria-label={t('importing.map.reuse')}
          placeholder={t('importing.map.reuse')}
          style={{ maxWidth: 420 }}
          value={null}
          options={kept.map((one, index) => ({ value: index, label: String(one.name ?? index + 1) }))}
          onChange={(index: number | null) => index !== null && setMapping(kept[index] as unknown as Mapping)}
        />
      )}
      <ScrollTable label={t('importing.map.title')} frame="mapping">
        <thead>
          <tr>
            <th scope="col">{t('importing.map.column')}</th>
            <th scope="col">{t('importing.map.samples')}</th>
            <th scope="col">{t('importing.map.target')}</th>
          </tr>
        </thead>
        <tbody>
          {upload.columns.map(({ name, samples }) => {
            const targets = targetsOf(mapping, name);
            const own = attributeOf(name);
            const known = targets.filter(isAttribute).filter((target) => target !== own);
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="muted sample">{samples.slice(0, 3).join(' · ')}</td>
                <td>
                  <Select
                    mode="multiple"
                    aria-label={`${t('importing.map.target')}: ${name}`}
                    placeholder={t('importing.map.ignore')}
                    className="mapping-select"
                    value={targets}
                    options={[
                      ...options,
                      { value: own, label: t('importing.map.attribute') },
                      ...known.map((value) => ({ value, label: t('importing.map.attribute') })),
                    ]}
                    onChange={(chosen: string[]) => setMapping(withTargets(mapping, name, chosen))}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
      <ReadOptions mapping={mapping} onChange={setMapping} />
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('importing.map.missing', { fields: missing.map(({ label }) => label[words]).join('、') })}
        />
      )}
      {Boolean(error) && <ErrorBox error={error} />}
      <div className="row">
        <Checkbox checked={remember} onChange={(event) => setRemember(event.target.checked)}>
          {t('importing.map.remember')}
        </Checkbox>
        {remember && (
          <Input
            aria-label={t('importing.map.remember')}
            style={{ width: 240 }}
            value={mapping.name ?? ''}
            onChange={(event) => setMapping({ ...mapping, name: event.target.value })}
          />
        )}
        <span className="grow" />
        <Button
          type="primary"
          size="large"
          disabled={missing.length > 0}
          loading={sending}
          onClick={() => onSend({ ...mapping, remember })}
        >
          {t('importing.map.check')}
        </Button>
      </div>
    </section>
  );
}

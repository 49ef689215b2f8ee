import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { EmptyHint } from '../../ui/EmptyHint';
import { FormDrawer } from '../../ui/FormDrawer';
import { ReasonItem } from '../../ui/fields';
import { useCommand } from '../../ui/useCommand';
import { type Customer, type Revealed, revealContact } from './queries';

type Contact = Customer['contacts'][number];
type Asked = { id: string; name: string };

/** Numbers and addresses are masked; in full for a reason, by who has the right to it, until the page is left. */
export function Contacts({ contacts }: { contacts: Contact[] }) {
  const { t } = useTranslation();
  const may = useMay();
  const [asked, setAsked] = useState<Asked>();
  const [whole, setWhole] = useState<Record<string, Revealed>>({});
  if (contacts.length === 0) return <EmptyHint title={t('party.noContacts')} hint={t('party.noContactsHint')} />;
  return (
    <>
      <ul className="cards">
        {contacts.map((contact) => {
          const { id } = contact;
          const shown = id ? whole[id] : undefined;
          const hidden = !shown && (contact.phone || contact.email);
          return (
            <li key={id ?? contact.name} className="card">
              <div className="card-head">
                <div className="card-title">{contact.name}</div>
                {id && hidden && may('reveal_personal') && (
                  <Button
                    size="small"
                    aria-label={`${t('party.contact.reveal')} · ${contact.name}`}
                    onClick={() => setAsked({ id, name: contact.name })}
                  >
                    {t('party.contact.reveal')}
                  </Button>
                )}
              </div>
              <dl>
                <div>
                  <dt>{t('party.contact.role')}</dt>
                  <dd>{contact.role ?? '–'}</dd>
                </div>
                <div>
                  <dt>{t('party.contact.phone')}</dt>
                  <dd>{shown?.phone ? <a href={`tel:${shown.phone}`}>{shown.phone}</a> : (contact.phone ?? '–')}</dd>
                </div>
                <div>
                  <dt>{t('party.contact.email')}</dt>
                  <dd>{shown?.email ? <a href={`mailto:${shown.email}`}>{shown.email}</a> : (contact.email ?? '–')}</dd>
                </div>
              </dl>
            </li>
          );
        })}
      </ul>
      {asked && (
        <RevealDrawer
          contact={asked}
          onClose={() => setAsked(undefined)}
          onRevealed={(revealed) => setWhole((known) => ({ ...known, [revealed.id]: revealed }))}
        />
      )}
    </>
  );
}

function RevealDrawer({ contact, onClose, onRevealed }: { contact: Asked; onClose: () => void; onRevealed: (revealed: Revealed) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useCommand(({ reason }: { reason: string }) => revealContact(contact.id, reason), {
    done: (revealed) => {
      onRevealed(revealed);
      onClose();
    },
    said: t('party.contact.revealed'),
  });
  return (
    <FormDrawer
      title={`${t('party.contact.reveal')} · ${contact.name}`}
      open
      onClose={onClose}
      form={form}
      onSend={(value) => send.mutate(value)}
      sending={send.isPending}
      error={send.error}
      submit={t('party.contact.show')}
    >
      <Alert type="info" title={t('party.contact.revealHint')} style={{ marginBottom: 16 }} />
      <ReasonItem />
    </FormDrawer>
  );
}

import { api, asked, read, type Schemas } from '../../api/client';

export type Complaint = Schemas['Complaint'];
type NewComplaint = Schemas['NewComplaint'];
export type ComplaintClosing = Schemas['ComplaintClosing'];

const keyed = (key: string) => ({ ...asked, 'Idempotency-Key': key });

export const recordComplaint = (id: string, body: NewComplaint, key: string) =>
  read(api.POST('/customers/{id}/complaints', { body, params: { path: { id }, header: keyed(key) } }));

export const closeComplaint = (id: string, complaint: string, body: ComplaintClosing, key: string) =>
  read(api.POST('/customers/{id}/complaints/{complaint}/close', { body, params: { path: { id, complaint }, header: keyed(key) } }));

export const voidComplaint = (id: string, complaint: string, reason: string, key: string) =>
  read(
    api.POST('/customers/{id}/complaints/{complaint}/void', {
      body: { reason },
      params: { path: { id, complaint }, header: keyed(key) },
    }),
  );

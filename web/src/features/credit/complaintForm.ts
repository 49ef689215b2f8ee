import type { Schemas } from '../../api/client';

type NewComplaint = Schemas['NewComplaint'];
export const complaintBys: Schemas['ComplaintBy'][] = ['customer', 'us'];
export const complaintKinds: Schemas['ComplaintKind'][] = ['quality', 'delivery', 'service', 'billing', 'conduct', 'other'];
export const complaintOutcomes: Schemas['ComplaintOutcome'][] = ['justified', 'partly', 'unjustified'];
export const abouts = ['contract', 'order', 'invoice'] as const;
export type About = (typeof abouts)[number];

export interface ComplaintValues extends Pick<NewComplaint, 'raised_date' | 'raised_by' | 'kind' | 'text'> {
  about?: About;
  document?: string;
  disputed?: string;
}

/** The customer does not complain of his own conduct. */
export const kindsBy = (by: NewComplaint['raised_by'] | undefined) => complaintKinds.filter((kind) => kind !== 'conduct' || by === 'us');

/** What is sent of a filled form: only what was said. */
export function complaintOf({ about, document, disputed, ...rest }: ComplaintValues, currency: string): NewComplaint {
  return {
    ...rest,
    ...(about && document ? { [`${about}_id`]: document } : {}),
    ...(disputed ? { disputed: { amount: disputed.replaceAll(',', ''), currency } } : {}),
  };
}

import { Attachments } from './Attachments';
import { Notes } from './Notes';

/** What people wrote and filed on one object: a customer, contract, invoice, open item, receipt or credit note. */
export function Records({ object }: { object: string }) {
  return (
    <div className="pair">
      <Notes object={object} />
      <Attachments object={object} />
    </div>
  );
}

import { Link } from 'react-router';

/** The customer's name, leading to his limit. */
export function CustomerLink({ customer }: { customer: { id: string; name: string } }) {
  return <Link to={`/customers/${customer.id}?tab=limit`}>{customer.name}</Link>;
}

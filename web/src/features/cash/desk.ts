/** One open item at the desk; amounts in minor units of the receipt's currency. */
export interface DeskItem {
  id: string;
  due_date: string;
  open_minor: number;
}

/** Oldest due first until the money is used up; the last item may be paid in part. */
export function oldestFirst(items: DeskItem[], available: number): Record<string, number> {
  const plan: Record<string, number> = {};
  let left = available;
  for (const { id, open_minor } of [...items].sort((a, b) => a.due_date.localeCompare(b.due_date) || a.id.localeCompare(b.id))) {
    const part = Math.min(open_minor, left);
    if (part <= 0) continue;
    plan[id] = part;
    left -= part;
  }
  return plan;
}

/** What "all of it" puts into a line: the whole item, or what the other lines leave. */
export function fill(item: DeskItem, plan: Record<string, number>, available: number): number {
  const others = Object.entries(plan).reduce((sum, [id, amount]) => (id === item.id ? sum : sum + amount), 0);
  return Math.max(0, Math.min(item.open_minor, available - others));
}

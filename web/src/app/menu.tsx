import {
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  CloudUploadOutlined,
  ControlOutlined,
  CreditCardOutlined,
  DashboardOutlined,
  FileDoneOutlined,
  FileTextOutlined,
  FundOutlined,
  MailOutlined,
  RollbackOutlined,
  SafetyCertificateOutlined,
  SafetyOutlined,
  ScheduleOutlined,
  ShoppingCartOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Role } from './session';

type Name =
  | 'today'
  | 'promises'
  | 'dashboard'
  | 'approvals'
  | 'receivables'
  | 'customers'
  | 'contracts'
  | 'orders'
  | 'credit'
  | 'invoices'
  | 'creditNotes'
  | 'receipts'
  | 'import'
  | 'periods'
  | 'policies'
  | 'audit'
  | 'users'
  | 'messages'
  | 'reports';

export interface Entry {
  name: Name;
  path: string;
  icon: ReactNode;
  roles: Role[];
  /** Where its single objects stand, when not below its path. */
  objects?: string;
}

const everyone: Role[] = ['rep', 'manager', 'regional_manager', 'risk', 'finance', 'legal', 'executive', 'admin', 'auditor'];
const steering: Role[] = ['manager', 'regional_manager', 'risk', 'finance', 'executive', 'admin', 'auditor'];

export const menu: { group: 'work' | 'sales' | 'money' | 'steer'; entries: Entry[] }[] = [
  {
    group: 'work',
    entries: [
      { name: 'dashboard', path: '/dashboard', icon: <DashboardOutlined />, roles: everyone },
      {
        name: 'today',
        path: '/today',
        icon: <CheckSquareOutlined />,
        roles: ['rep', 'manager', 'regional_manager', 'risk', 'finance', 'legal', 'admin'],
      },
      { name: 'promises', path: '/promises', icon: <ScheduleOutlined />, roles: everyone },
      { name: 'approvals', path: '/approvals', icon: <AuditOutlined />, roles: everyone },
    ],
  },
  {
    group: 'money',
    entries: [
      { name: 'receivables', path: '/receivables', icon: <FundOutlined />, roles: everyone, objects: '/open-items' },
      { name: 'receipts', path: '/receipts', icon: <BankOutlined />, roles: ['rep', 'finance', 'admin', 'auditor'] },
      { name: 'invoices', path: '/invoices', icon: <FileTextOutlined />, roles: everyone },
      {
        name: 'creditNotes',
        path: '/credit-notes',
        icon: <RollbackOutlined />,
        roles: ['finance', 'manager', 'regional_manager', 'admin', 'auditor'],
      },
    ],
  },
  {
    group: 'sales',
    entries: [
      { name: 'customers', path: '/customers', icon: <TeamOutlined />, roles: everyone },
      { name: 'contracts', path: '/contracts', icon: <FileDoneOutlined />, roles: everyone },
      { name: 'orders', path: '/orders', icon: <ShoppingCartOutlined />, roles: everyone },
      { name: 'credit', path: '/credit', icon: <CreditCardOutlined />, roles: everyone },
    ],
  },
  {
    group: 'steer',
    entries: [
      { name: 'reports', path: '/reports', icon: <BarChartOutlined />, roles: steering },
      { name: 'import', path: '/import', icon: <CloudUploadOutlined />, roles: ['finance', 'admin'] },
      { name: 'periods', path: '/settings/periods', icon: <CalendarOutlined />, roles: ['finance', 'admin', 'auditor'] },
      {
        name: 'policies',
        path: '/settings/policies',
        icon: <ControlOutlined />,
        roles: ['executive', 'risk', 'finance', 'security_admin', 'admin', 'auditor'],
      },
      { name: 'audit', path: '/audit', icon: <SafetyCertificateOutlined />, roles: ['auditor', 'audit_admin', 'admin'] },
      { name: 'users', path: '/admin/users', icon: <SafetyOutlined />, roles: ['admin', 'system_admin', 'security_admin'] },
      { name: 'messages', path: '/admin/messages', icon: <MailOutlined />, roles: ['admin', 'system_admin'] },
    ],
  },
];

/** Who works a queue lands on it; who steers lands on the figures. */
export function landingOf(role: Role): string {
  if (role === 'system_admin' || role === 'security_admin') return '/admin/users';
  if (role === 'audit_admin') return '/audit';
  if (role === 'none') return '/me';
  return ['rep', 'risk', 'legal'].includes(role) ? '/today' : '/dashboard';
}

/** The entry a page belongs to. */
export const entryOf = (path: string): Entry | undefined =>
  menu
    .flatMap(({ entries }) => entries)
    .find((one) => path === one.path || [one.path, one.objects].some((above) => above && path.startsWith(`${above}/`)));

export const mayOpen = (path: string, role: Role): boolean => {
  const entry = entryOf(path);
  return !entry || entry.roles.includes(role);
};

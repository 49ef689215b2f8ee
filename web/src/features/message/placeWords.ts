import { words } from '../../i18n/words';

/** The words for the places of the policy of mails. */
export const mailPlaceWords = words(
  {
    key: {
      retry_minutes: '重试间隔（分钟）',
      remind_hours_before: '审批时限前提醒（小时）',
      texts: '邮件文本',
      lines: '列表行',
      approval_waits: '等待审批',
      approval_decided: '审批结果',
      password_link: '密码链接',
      test: '测试邮件',
      approval_arrived: '新申请',
      approval_due: '即将超时',
      approval_passed_on: '转由本级审批',
      approval_effective: '已生效',
      approval_rejected: '已驳回',
      approval_failed: '执行失败',
      subject: '主题',
      body: '正文',
    },
  },
  {
    key: {
      retry_minutes: 'Waits between tries (minutes)',
      remind_hours_before: 'Reminder before the deadline (hours)',
      texts: 'Texts of mails',
      lines: 'Rows of lists',
      approval_waits: 'Waits for approval',
      approval_decided: 'Decision',
      password_link: 'Password link',
      test: 'Test mail',
      approval_arrived: 'New request',
      approval_due: 'Due soon',
      approval_passed_on: 'Passed on',
      approval_effective: 'In effect',
      approval_rejected: 'Rejected',
      approval_failed: 'Failed',
      subject: 'Subject',
      body: 'Text',
    },
  },
);

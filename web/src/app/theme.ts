import { type ThemeConfig, theme } from 'antd';
import type { Theme } from './settings';

const fontFamily = '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

// Every pair of text and ground below passes 4.5 : 1 (checked by e2e/access.spec.ts); antd's own grey and blue do not.
const light: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  token: {
    colorPrimary: '#0958d9',
    colorPrimaryHover: '#0b4aae',
    colorLink: '#0958d9',
    colorLinkHover: '#0b4aae',
    colorInfo: '#0958d9',
    colorSuccess: '#237804',
    colorSuccessBg: '#f0f9ee',
    colorSuccessBorder: '#b7e0ae',
    colorWarning: '#ad5700',
    colorWarningBg: '#fff8ea',
    colorWarningBorder: '#f5d9a8',
    colorError: '#cf1322',
    colorErrorHover: '#a8071a',
    colorErrorBorderHover: '#cf1322',
    colorErrorBg: '#fff2f1',
    colorErrorBorder: '#f7bcb8',
    colorText: '#17212f',
    colorTextSecondary: '#475467',
    colorTextTertiary: '#566274',
    colorTextQuaternary: '#667085',
    colorTextPlaceholder: '#667085',
    colorTextDescription: '#566274',
    colorBgLayout: '#f3f5f9',
    colorBorderSecondary: '#e7eaf0',
  },
  components: {
    Layout: { siderBg: '#ffffff', headerBg: '#ffffff', bodyBg: '#f3f5f9' },
    Menu: { itemSelectedBg: '#e8f1ff', itemSelectedColor: '#0b4fc0', groupTitleColor: '#667085' },
    Table: { headerBg: '#f8f9fc', headerColor: '#475467', rowHoverBg: '#f5f9ff' },
  },
};

const dark: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    colorPrimary: '#2f74e0',
    colorPrimaryHover: '#2a68c9',
    colorLink: '#82b7ff',
    colorLinkHover: '#a9cdff',
    colorInfo: '#4c8df0',
    colorSuccess: '#6fce5a',
    colorWarning: '#f0a940',
    colorError: '#ff7875',
    colorText: '#e8ecf3',
    colorTextSecondary: '#b6c0cf',
    colorTextTertiary: '#a3aec0',
    colorTextQuaternary: '#98a3b5',
    colorTextPlaceholder: '#98a3b5',
    colorTextDescription: '#a3aec0',
    colorBgLayout: '#0c111b',
    colorBgContainer: '#151c28',
    colorBgElevated: '#1c2534',
    colorBorder: '#364256',
    colorBorderSecondary: '#253042',
  },
  components: {
    Layout: { siderBg: '#111824', headerBg: '#111824', bodyBg: '#0c111b' },
    Menu: { itemBg: 'transparent', itemSelectedBg: '#1a3561', itemSelectedColor: '#b9d6ff', groupTitleColor: '#98a3b5' },
    Table: { headerBg: '#1a2332', headerColor: '#b6c0cf', rowHoverBg: '#1b2638' },
    Tabs: { itemSelectedColor: '#82b7ff', itemHoverColor: '#a9cdff', inkBarColor: '#82b7ff' },
    Segmented: { itemSelectedColor: '#e8ecf3' },
    Button: { primaryColor: '#ffffff', defaultHoverColor: '#a9cdff', defaultHoverBorderColor: '#82b7ff' },
    Steps: { colorPrimary: '#2f74e0' },
  },
};

export function themeOf(name: Theme): ThemeConfig {
  const chosen = name === 'dark' ? dark : light;
  return {
    ...chosen,
    token: { ...chosen.token, fontFamily, borderRadius: 8, borderRadiusLG: 12, fontSize: 14, wireframe: false },
    components: {
      ...chosen.components,
      Table: {
        ...chosen.components?.Table,
        cellPaddingInline: 12,
        cellPaddingInlineMD: 12,
        cellPaddingBlockMD: 11,
        headerSplitColor: 'transparent',
      },
      Layout: { ...chosen.components?.Layout, headerHeight: 56, headerPadding: '0 20px' },
    },
    cssVar: { key: 'antd-tandem' },
  };
}

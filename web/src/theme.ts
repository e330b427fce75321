import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'
import { t } from './lib/messages/messages.ts'

/** Pine is ours; slate carries everything that should stay quiet. */
const pine: MantineColorsTuple = [
  '#eef7f6',
  '#d9ecea',
  '#b3d8d5',
  '#8ac2bf',
  '#63abab',
  '#3f9294',
  '#23787c',
  '#125f64',
  '#0c4a4f',
  '#07363a',
]
const gray: MantineColorsTuple = [
  '#f7f9f9',
  '#eff3f3',
  '#e3e9e9',
  '#d3dbdb',
  '#b9c4c5',
  '#93a1a3',
  '#66757a',
  '#4b595c',
  '#334043',
  '#1c2729',
]
const dark: MantineColorsTuple = [
  '#e2eaea',
  '#c3cfd0',
  '#a3b3b5',
  '#74868a',
  '#3d4e52',
  '#2e3d40',
  '#223033',
  '#182426',
  '#0f181a',
  '#0a1113',
]
/** Only for what can harm a patient. */
const red: MantineColorsTuple = [
  '#fdf0ef',
  '#fadcd9',
  '#f4b6b1',
  '#ed8c85',
  '#e5655d',
  '#d6453d',
  '#c02f28',
  '#a3221d',
  '#831914',
  '#62110d',
]

const sans =
  '"Inter", "Segoe UI Variable Text", "Segoe UI", -apple-system, BlinkMacSystemFont, "Helvetica Neue", "Liberation Sans", Arial, sans-serif'

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { pine, gray, dark, red },
  fontFamily: sans,
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontFamily: sans,
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  focusRing: 'always',
  respectReducedMotion: true,
  components: {
    Paper: { defaultProps: { withBorder: true, radius: 'md' } },
    Button: { defaultProps: { fw: 580 } },
    Tooltip: {
      defaultProps: { multiline: true, maw: 320, withArrow: true, events: tooltipEvents() },
    },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'md',
        closeButtonProps: { 'aria-label': t('common.close') },
        // A dialog's <header> would count as a second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
      styles: { title: { fontSize: '1.0625rem', fontWeight: 620, lineHeight: 1.35 } },
    },
    Anchor: { defaultProps: { underline: 'always' } },
    Select: { defaultProps: { checkIconPosition: 'right' } },
  },
})

function tooltipEvents() {
  return { hover: true, focus: true, touch: true }
}

/** Contrast of at least 4.5 to 1 for quiet text, and no red where nobody can come to harm. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1c2729',
    '--mantine-color-dimmed': '#4b595c',
    '--mantine-color-placeholder': '#5b696c',
    '--mantine-color-error': '#8a4b00',
    '--mantine-color-anchor': '#0c5257',
    '--mantine-color-default-border': '#c9d2d3',
    '--page': '#f4f7f7',
    '--line': '#dde4e4',
    '--hover': '#eef3f3',
    '--selected': '#e1efee',
  },
  dark: {
    '--mantine-color-text': '#e2eaea',
    '--mantine-color-dimmed': '#a9b8ba',
    '--mantine-color-placeholder': '#93a4a6',
    '--mantine-color-error': '#f0b45c',
    '--mantine-color-anchor': '#8fd0cf',
    '--mantine-color-default-border': '#415357',
    '--page': '#0f181a',
    '--line': '#2b393c',
    '--hover': '#1f2d30',
    '--selected': '#1d3a3c',
  },
})

const drawings = {
  check: 'M4 10.5l4 4 8-9',
  warning: 'M10 3l8 14H2zM10 8v4M10 14.4v.2',
  critical: 'M6.5 2.5h7l4 4v7l-4 4h-7l-4-4v-7zM10 6v5M10 13.6v.2',
  info: 'M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM10 9v5M10 6v.2',
  question:
    'M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM7.8 7.8a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M10 14v.2',
  clock: 'M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM10 5.5V10l3 2',
  cross: 'M5 5l10 10M15 5L5 15',
  dash: 'M4 10h12',
  plus: 'M10 4v12M4 10h12',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.5 13.5L18 18',
  download: 'M10 3v10M6 9.5l4 4 4-4M3 17h14',
  upload: 'M10 14V4M6 7.5l4-4 4 4M3 17h14',
  inbox: 'M2.5 11l2.2-7h10.6l2.2 7v5.5h-15zM2.5 11H7a3 3 0 0 0 6 0h4.5',
  alert: 'M10 3a5 5 0 0 1 5 5c0 4 1.5 5 1.5 6h-13C3.500 13 5 12 5 8a5 5 0 0 1 5-5zM8 17h4',
  chip: 'M5.500 5.500h9v9h-9zM8 2.500v3M12 2.500v3M8 14.500v3M12 14.500v3M2.500 8h3M2.500 12h3M14.500 8h3M14.500 12h3',
  book: 'M3 4h5a2 2 0 0 1 2 2v11a2 2 0 0 0-2-1.500H3zM17 4h-5a2 2 0 0 0-2 2v11a2 2 0 0 1 2-1.500h5z',
  shield: 'M10 2l7 2.500v5.500c0 4-3 7-7 8-4-1-7-4-7-8V4.500z',
  ring: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z',
  half: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 3v14M12.700 4v12M15 6v8',
  file: 'M5 2.500h6.500L15 6v11.500H5zM11.500 2.500V6H15M7.500 10h5M7.500 13h5',
  chain:
    'M8.500 11.500l3-3M7 9l-2.500 2.500a3 3 0 0 0 4.200 4.200L11 13.400M13 11l2.500-2.500a3 3 0 0 0-4.200-4.200L9 6.600',
  gear: 'M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM10 1.800v2.400M10 15.800v2.400M1.800 10h2.400M15.800 10h2.400M4.200 4.200l1.700 1.700M14.100 14.100l1.700 1.700M15.800 4.200l-1.700 1.700M5.900 14.100l-1.700 1.700',
  flag: 'M5 18V3M5 3.500h10l-2.500 3.500L15 10.500H5',
  person: 'M10 10a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3.500 17.500a6.500 6.500 0 0 1 13 0',
  up: 'M5 12l5-5 5 5',
  down: 'M5 8l5 5 5-5',
  right: 'M8 5l5 5-5 5',
  menu: 'M3 5.500h14M3 10h14M3 14.500h14',
  sun: 'M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM10 1.500v2M10 16.500v2M1.500 10h2M16.500 10h2M4 4l1.400 1.400M14.600 14.600L16 16M16 4l-1.400 1.400M5.400 14.600L4 16',
  moon: 'M16.500 12.500A7 7 0 0 1 7.500 3.500a7 7 0 1 0 9 9z',
  flask:
    'M8 2.500h4M8.500 2.500v5L3.800 15.500a1.300 1.300 0 0 0 1.200 2h10a1.300 1.300 0 0 0 1.200-2L11.500 7.500v-5M6 12.500h8',
  wrench:
    'M12.500 3a4.500 4.500 0 0 0-4 6.500L3 15l2 2 5.500-5.500a4.500 4.500 0 0 0 6-5.500L14 8.500 11.500 6 14 3.300A4.500 4.500 0 0 0 12.500 3z',
  pause: 'M7 4v12M13 4v12',
  checklist:
    'M9 5h8.500M9 10h8.500M9 15h8.500M2.500 5l1.300 1.300L6.200 3.800M2.500 10l1.300 1.300 2.400-2.500M2.500 15l1.300 1.300 2.400-2.500',
  scales: 'M10 3v14M6 17h8M4 6h12M4 6l-2.500 6h5zM16 6l-2.500 6h5z',
  stack: 'M10 2.500l7.500 4-7.500 4-7.500-4zM2.500 10l7.500 4 7.500-4M2.500 13.500l7.500 4 7.500-4',
  pulse: 'M1.500 10h4l2.500-6 4 12 2.500-6h4',
} as const

export type IconName = keyof typeof drawings

/** A drawn sign; decoration only, so the words beside it carry the meaning. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: 'none' }}
    >
      <path d={drawings[name]} />
    </svg>
  )
}

/** Our sign; the name stands beside it. */
export function Brand({ size }: { size: number }) {
  return (
    <svg aria-hidden="true" focusable="false" width={size} height={size} viewBox="0 0 32 32">
      <rect width="32" height="32" rx="7" fill="#125f64" />
      <path
        d="M10 25V7h8a5.500 5.500 0 0 1 0 11h-8"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="22" cy="24" r="2.200" fill="#8ac2bf" />
    </svg>
  )
}

/** How long a file that was handed over stays: it holds patients' data. */
export const uploadLifeMilliseconds = 86_400_000

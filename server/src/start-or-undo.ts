export type Stop = () => Promise<void>

/** Starts things in order, and stops what was started, last first: at the end, or if a step fails. */
export async function startOrUndo<Started>(
  start: (undo: Stop[]) => Promise<Started>,
): Promise<Started & { stop: Stop }> {
  const undo: Stop[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    return { ...(await start(undo)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

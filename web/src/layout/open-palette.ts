import { createSpotlight } from '@mantine/spotlight'

/** The palette's own switch: the header opens what is loaded apart. */
const [store, actions] = createSpotlight()

export const paletteStore = store
export const openPalette = () => actions.open()

import { createSpotlight } from '@mantine/spotlight'

/** The palette's own switch: the header opens what is loaded apart. */
export const [paletteStore, palette] = createSpotlight()
export const openPalette = () => palette.open()

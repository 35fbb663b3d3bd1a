/** The models of stages that come with the package: as far from the sources as from what is built of them. */
export const STAGE_MODELS = new URL('../../stage-models/', import.meta.url)

/** The time, given: nothing below the composition root asks the machine for it. */
export type Clock = () => Date;

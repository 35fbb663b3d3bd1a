/** Every message a user can see when something is wrong, with what to do about it and the exit code: a file an area. */

export * from './churn.ts'
export * from './columns.ts'
export * from './did-you-mean.ts'
export * from './files.ts'
export * from './models.ts'
export * from './options.ts'
export * from './orders.ts'
export * from './output.ts'
export * from './presets.ts'
export * from './rows.ts'
export * from './rules.ts'
export * from './user-error.ts'

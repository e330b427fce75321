import type { Permission } from '@primum/core/access/permissions'

/**
 * Who may call a route: the holders of a permission, anyone signed in, or anyone at all. The verb
 * behind the route enforces the permission; the route declares it, so that it is documented and tested.
 */
export type RouteAccess = Permission | 'signed-in' | 'public'

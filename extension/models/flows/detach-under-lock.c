/**
 * flow: detach-under-lock
 * title: An importer detaches while it holds the reservation lock
 * claims: <c10ae58f-280c-4131-802f-d7f62595d013@amd.com>
 * rows: M32
 * expect: violation lock-recursion
 *
 * Attaching and detaching take the lock themselves, because they change the list that it protects.
 */
#define DETACH_UNDER_LOCK
#include "map-without-lock.c"

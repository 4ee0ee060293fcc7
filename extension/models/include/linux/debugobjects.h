/* SPDX-License-Identifier: MIT */
/*
 * The life of objects that the kernel itself comes back to: timers, work. Stands in for include/linux/debugobjects.h
 * (Documentation/core-api/debug-objects.rst); the rules are the machine's.
 */
#ifndef _LINUX_DEBUGOBJECTS_H
#define _LINUX_DEBUGOBJECTS_H

/* The object is initialised: it may not be active. */
void __kapi_object_init(const void *object);
/* From now on its memory may not be freed. Whether it was inactive before. */
_Bool __kapi_object_activate(const void *object);
/* Whether it was active; its memory is not touched. */
_Bool __kapi_object_deactivate(const void *object);
_Bool __kapi_object_active(const void *object);

#endif

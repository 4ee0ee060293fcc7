/* SPDX-License-Identifier: MIT */
#ifndef _STDLIB_H
#define _STDLIB_H
#include <stddef.h>
#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 2147483647
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *object, size_t size);
void free(void *object);
__attribute__((noreturn)) void exit(int status);
__attribute__((noreturn)) void abort(void);

static inline int abs(int value)
{
	return value < 0 ? -value : value;
}

static inline long labs(long value)
{
	return value < 0 ? -value : value;
}

static inline int atoi(const char *text)
{
	int value = 0, negative = 0;

	while (*text == ' ' || (*text >= '\t' && *text <= '\r'))
		text++;
	if (*text == '-' || *text == '+')
		negative = *text++ == '-';
	while (*text >= '0' && *text <= '9')
		value = value * 10 + (*text++ - '0');
	return negative ? -value : value;
}
#endif

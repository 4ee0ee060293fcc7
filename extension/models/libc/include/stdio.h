/* SPDX-License-Identifier: MIT */
/* The output half of a C library, on the machine's primitives. */
#ifndef _STDIO_H
#define _STDIO_H
#include <stddef.h>
#define EOF (-1)
int printf(const char *format, ...);
int puts(const char *s);
int putchar(int c);
int sprintf(char *to, const char *format, ...);
int snprintf(char *to, size_t size, const char *format, ...);
#endif

/* The kernel's IS_ENABLED() trick */
#include <stdio.h>
#define __ARG_PLACEHOLDER_1 0,
#define __take_second_arg(__ignored, val, ...) val
#define __is_defined(x) ___is_defined(x)
#define ___is_defined(val) ____is_defined(__ARG_PLACEHOLDER_##val)
#define ____is_defined(arg1_or_junk) __take_second_arg(arg1_or_junk 1, 0)
#define IS_ENABLED(option) __is_defined(option)
#define CONFIG_A 1
#define CONFIG_B 0
int main(void)
{
#if IS_ENABLED(CONFIG_A) && !IS_ENABLED(CONFIG_C)
	puts("directive"); /* expect: directive */
#endif
	printf("%d %d %d\n", IS_ENABLED(CONFIG_A), IS_ENABLED(CONFIG_B), IS_ENABLED(CONFIG_C)); /* expect: 1 0 0 */
	return 0;
}

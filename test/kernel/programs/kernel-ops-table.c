/* An object with operations, some of them missing */
#include <stdio.h>
struct dev;
struct dev_ops { int (*open)(struct dev *); int (*read)(struct dev *, char *, int); void (*close)(struct dev *); };
struct dev { const struct dev_ops *ops; int opened; };
static int my_open(struct dev *d) { d->opened++; return 0; }
static int my_read(struct dev *d, char *buf, int n) { int i; for (i = 0; i < n; i++) buf[i] = 'a' + i; return n; }
static const struct dev_ops ops = { .open = my_open, .read = my_read };
static int use(struct dev *d)
{
	char buf[8] = "";
	int r = d->ops->open ? d->ops->open(d) : -1;
	if (r)
		return r;
	r = d->ops->read(d, buf, 3);
	printf("%s %d\n", buf, d->opened); /* expect: abc 1 */
	if (d->ops->close)
		d->ops->close(d);
	return r;
}
int main(void)
{
	struct dev d = { .ops = &ops };
	printf("%d\n", use(&d)); /* expect: 3 */
	return 0;
}

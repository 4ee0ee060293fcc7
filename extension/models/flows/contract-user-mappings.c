/**
 * flow: contract-user-mappings
 * title: A driver takes a page away from user space while processes map and unmap its file
 * rows: M26
 * expect: pass
 *
 * The contract of mm/memory.c (mm/memory.c, unmap_mapping_range(), vmf_insert_pfn(); Documentation/mm/process_addrs.rst): the areas of a file
 * are walked and changed under its i_mmap lock; what is taken away is the part that was named; an entry goes with its area, and so
 * does the area's reference to the file; nothing is inserted beside an area, and an mmap() that fails leaves nothing. Data races are
 * looked for.
 */
#include <kapi/kernel.h>
#include <kapi/user.h>
#include <linux/anon_inodes.h>

static struct file *file;
static u64 registers;
static unsigned int faults[3];
static struct user_mapping first, second, third, refused;
static bool released;

static vm_fault_t chime_fault(struct vm_fault *fault)
{
	faults[fault->vma->vm_pgoff]++;
	return vmf_insert_pfn(fault->vma, fault->address, PHYS_PFN(registers) + fault->pgoff);
}

static const struct vm_operations_struct chime_vm_ops = { .fault = chime_fault };

static int chime_mmap(struct file *from, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff + vma_pages(vma) > 3)
		return -EINVAL;
	vm_flags_set(vma, VM_PFNMAP);
	vma->vm_ops = &chime_vm_ops;
	return 0;
}

static int chime_release(struct inode *inode, struct file *from)
{
	released = true;
	return 0;
}

static const struct file_operations chime_ops = { .mmap = chime_mmap, .release = chime_release };

void setup(void)
{
	__kapi_check_data_races();
	registers = __kapi_range("phys", 3 * PAGE_SIZE);
	file = anon_inode_getfile("chime", &chime_ops, NULL, O_RDWR);
	BUG_ON(IS_ERR(file));
	BUG_ON(user_mmap(&first, file, 1, 0) || user_mmap(&second, file, 1, 1));
	BUG_ON(!user_access(&first, 0, true) || !user_access(&second, 0, true));
	BUG_ON(user_mmap(&refused, file, 1, 3) != -EINVAL);
}

__actor void driver(void)
{
	unmap_mapping_range(file->f_mapping, 0, PAGE_SIZE, true);
}

__actor void process(void)
{
	BUG_ON(user_mmap(&third, file, 1, 2));
	user_access(&third, 0, false);
	/* There is no page behind the area, whatever the file has there. */
	BUG_ON(user_access(&third, 1, false));
	user_munmap(&third);
	BUG_ON(third.pages.target[0]);
}

void finally(void)
{
	BUG_ON(!user_access(&first, 0, true) || !user_access(&second, 0, true));
	__kapi_rule(faults[0] == 2, "stale-access", "a page was taken away, and its entry is still there");
	__kapi_rule(faults[1] == 1, "wrong-result", "a page was taken away that nobody named");
	user_munmap(&first);
	user_munmap(&second);
	BUG_ON(released);
	fput(file);
	__kapi_rule(released, "refcount-leak", "every area is gone, and the file is not");
}
